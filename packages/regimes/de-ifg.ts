import type { Day } from '@lightwell/calendar/day'
import { citing, silent } from './citation.ts'
import { deIfgGrounds } from './de-ifg-grounds.ts'
import { deCivilCode, deCourtRules, deIfg as act } from './foreign-acts.ts'
import { plainCodes } from './plain-codes.ts'
import { plainForm } from './plain-form.ts'
import {
  askAgain, noExtension, plainClarification, plainClosing, plainConsultation, plainCorrection, plainExcessive, plainLimit,
  plainReceipt, plainTerms, uncharged,
} from './plain-steps.ts'
import type { RootRegime } from './regime.ts'

const section = citing(act)
const civilCode = citing(deCivilCode)
const courtRules = citing(deCourtRules)

/**
 * Informationsfreiheitsgesetz of the federation: one month, counted by the civil code. Sections 7 and 9 were read whole; what is
 * cited of the others, and of the codes, was not seen in the original, and must be checked before an agency answers under it.
 */
export const deIfg: RootRegime = {
  id: 'de_ifg',
  version: 1,
  name: act.name,
  unread: {
    zh: '只读过第7、9条全文；其他条款和各法典未见原文，须核对。',
    en: 'Sections 7 and 9 were read whole; what is cited of the others, and of the codes, was not seen in the ' +
      'original.',
  },
  inForceFrom: section('§ 15', '2006-01-01' as Day),
  calendar: civilCode('§ 193', 'DE',
    'The holidays of the whole federation; an agency in a Land names the calendar of its Land.'),

  limit: {
    ...plainLimit,
    unit: section('§ 7 Abs. 5 Satz 2', 'months'),
    base: section('§ 7 Abs. 5 Satz 2', 1,
      'The month shall be kept, and binds refusals too (§ 9 Abs. 1); it is counted as a limit.'),
    extendedTotal: section('§ 7 Abs. 5 Satz 2', 1, 'The act knows no extension.'),
    roll: civilCode('§ 193', 'forward', 'A month that ends on a Saturday, a Sunday or a holiday ends on the next working day.'),
  },

  extension: noExtension,

  startRule: civilCode('§ 187 Abs. 1', 'after'),
  cutOff: silent(null, 'What reaches the body on a day is received on it.'),
  partialDays: silent({ first: false, last: true },
    'The hearing of a third party lasts until his answer; its day counts again.'),

  closing: plainClosing,
  receipt: plainReceipt,
  clarification: plainClarification({
    clock: section('§ 7 Abs. 1', 'restart',
      'The month begins with a request of which it is clear what is wanted; the act does not say so.'),
    unanswered: section('§ 7 Abs. 1', 'abandoned', askAgain),
  }, 20),
  consultation: {
    thirdParty: {
      limit: section('§ 8 Abs. 1', 1),
      unit: section('§ 8 Abs. 1', 'months'),
      silence: section('§ 8 Abs. 1, § 5 Abs. 1', 'body_decides', 'Silence is no consent; the body weighs what it knows.'),
      clock: section('§ 7 Abs. 5 Satz 3', 'pause',
        '§ 8 is left untouched by the month, so that the hearing is not counted in it.'),
    },
    otherBody: plainConsultation,
  },
  excessive: plainExcessive,
  fee: uncharged({
    payWithin: section('§ 10', 20, 'The act leaves the days to the notice.'),
    clock: silent('runs_on', 'Fees are due after the answer.'),
    unpaid: silent('abandoned', 'Fees are due after the answer; nothing lapses for them before.'),
  }),
  correction: plainCorrection('objection'),

  terms: plainTerms(courtRules('§ 70 Abs. 1', { unit: 'months', n: 1, duty: null, roll: 'forward' })),

  form: plainForm({
    name: silent('required', 'The act asks for no name; an administrative act needs somebody to whom it is addressed.'),
    contact: silent(['email', 'address'], 'The act names none; any one of them is a way to reach the applicant.'),
    description: section('§ 7 Abs. 1', 'required'),
    optional: section('§ 1 Abs. 2', 'optional',
      'The kind of access that is asked for is given; who names none is answered online.'),
    unasked: section('§ 1 Abs. 1', 'not_asked',
      'Everyone may ask without a cause; what touches third parties has reasons in its description.'),
  }),
  codes: plainCodes,
  grounds: deIfgGrounds,

  remedies: {
    objection: section('§ 9 Abs. 4, § 12 Abs. 1', {
      opens: ['reconsideration'],
      text: {
        zh: '如对本决定不服，可以自收到本决定之日起一个月内向本机关提出异议（Widerspruch）；异议被驳回的，可以自送达之日起一个月内向' +
          '行政法院提起课予义务之诉。也可以向联邦数据保护与信息自由专员（BfDI）求助。',
        en: 'You may lodge an objection (Widerspruch) with this body within one month of receiving this decision. If it is ' +
          'rejected you may bring an action before the administrative court within one month of its service. You may also ' +
          'turn to the Federal Commissioner for Data Protection and Freedom of Information.',
      },
    }, 'The month of the objection stands in § 70 of the code of administrative courts.'),
  },
  ordinaryRemedy: 'objection',
  contestedBefore: section('§ 9 Abs. 4', 'named_in_remedy'),
}
