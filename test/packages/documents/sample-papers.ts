import type { Day } from '@lightwell/calendar/day'
import { approvalSheet, type ApprovalSheet } from '@lightwell/documents/approval-sheet'
import { clarificationNotice } from '@lightwell/documents/clarification-notice'
import { consultationLetter } from '@lightwell/documents/consultation-letter'
import { consultationToldNotice } from '@lightwell/documents/consultation-told-notice'
import { correctionNotice } from '@lightwell/documents/correction-notice'
import { decisionNotice } from '@lightwell/documents/decision-notice'
import { deferralNotice } from '@lightwell/documents/deferral-notice'
import { extensionNotice } from '@lightwell/documents/extension-notice'
import { feeNotice } from '@lightwell/documents/fee-notice'
import { scaleOf } from '@lightwell/documents/fee-scale'
import { filingForm, type FilingForm } from '@lightwell/documents/filing-form'
import { lapseNotice } from '@lightwell/documents/lapse-notice'
import type { NoticeHead } from '@lightwell/documents/notice-shell'
import type { Paper } from '@lightwell/documents/paper'
import { reasonsNotice } from '@lightwell/documents/reasons-notice'
import { registrationReceipt } from '@lightwell/documents/registration-receipt'
import { thirdPartyDecisionNotice } from '@lightwell/documents/third-party-decision-notice'
import { transferNotice } from '@lightwell/documents/transfer-notice'
import type { Language } from '@lightwell/regimes/citation'
import { groundText } from '@lightwell/regimes/ground-text'
import { findRegime } from '@lightwell/regimes/regimes'

const regime = findRegime('order_711')!
export const day = (text: string) => text as Day
const sha256 = 'ab'.repeat(32)
const agency = { zh: '新民镇人民政府', en: 'Xinmin Town People’s Government' }
const provisional = true
const article = '《条例》第三十条'

export const headIn = (language: Language): NoticeHead => ({
  language, agency, number: '新民公复〔2026〕1号', receiptNumber: 'XM-20261122-4F7K2M9Q-C', receivedOn: day('2026-11-22'),
  applicantName: '欧阳㙍', issuedOn: day('2026-11-27'),
})

/** Answers of each outcome: granted, in part, refused, not held, not this body, a repeat. */
function answers (language: Language): Paper[] {
  const ground = (code: string) => groundText(regime.grounds[code]!, language)
  const remedies = [{ text: regime.remedies.reconsideration_first!.value.text[language === 'en' ? 'en' : 'zh'], parts: [1] }]
  const answer = (outcome: 'disclose' | 'refuse' | 'redact_and_disclose', ...codes: string[]) => decisionNotice({
    ...headIn(language), outcome, remedies, reconsiderationBody: '新民县人民政府', court: '新民县人民法院',
    parts: [{
      description: '2024年度“征地补偿”方案（含附件）', outcome, grounds: codes.map(ground), groundDetail: '档案法第二十七条',
      records: outcome === 'refuse' ? [] : [{ title: '补偿方案.txt', sha256 }],
    }],
    delivery: outcome === 'refuse' ? undefined : { on: day('2026-11-28'), place: '本系统', manner: '电子文件' },
  })
  return [
    answer('disclose'), answer('redact_and_disclose', 'privacy'), answer('refuse', 'state_secret', 'privacy'),
    answer('refuse', 'not_held'), answer('refuse', 'not_this_body'), answer('refuse', 'repeat'),
  ]
}

function stepPapers (language: Language): Paper[] {
  const head = headIn(language)
  const of = { ...head, kind: 'disclosure' as const, article }
  return [
    clarificationNotice({ ...of, items: ['请说明地块', '请说明年度'], respondBy: day('2026-12-18'), clock: 'restart' }),
    extensionNotice({
      ...of, oldDueOn: day('2026-11-27'), newDueOn: day('2026-12-04'), provisional, cause: { zh: '信息处理', en: 'processing' },
      reason: '涉及档案数量较大', approvedBy: { duty: 'head', asDeputy: true }, holdsOnceServed: true,
    }),
    deferralNotice({
      ...of, workingDays: 12, oldDueOn: day('2026-11-27'), newDueOn: day('2026-12-14'), provisional, reason: '档案分散',
      approvedBy: { duty: 'disclosure_office', asDeputy: false },
    }),
    reasonsNotice({ ...of, filedLately: 37, basis: '反复提出', respondBy: day('2026-12-18') }),
    lapseNotice({
      ...of, cause: 'fee', asked: { number: '新民公费〔2026〕1号', on: day('2026-11-04'), by: day('2026-11-18') },
      ground: groundText(regime.grounds['fee_unpaid']!, language), reason: '未说明理由', remedy: '可以申请行政复议。',
    }),
    feeNotice({
      ...head, scale: 'by_item', quantity: 12, amountYuan: 100, reason: '逐户重复提出。', payBy: day('2026-12-31'), payWithin: regime.fee.payWithin.value,
      steps: scaleOf(regime.fee, 'by_item', language), desk: { address: '人民路1号', phone: '0512-1' }, objection: '不能单独申请行政复议。',
      articles: { charged: article, scale: article, payWithin: article, clock: article, unpaid: article },
    }),
    correctionNotice({
      ...head, asked: { recordTitle: '登记表', defect: 'incomplete', claim: '应补充子女一栏。' }, outcome: 'forwarded',
      forwardedTo: '市公安局', reason: '该表没有这一栏。', article, remedy: '可以申请行政复议。',
    }),
    registrationReceipt({
      ...of, channel: 'online', registeredOn: day('2026-11-22'), confirmBy: day('2026-11-25'), description: '2024年\n补偿方案',
      due: { on: day('2026-12-18'), provisional }, changes: [{ cause: 'extension', article, length: { n: 20, unit: 'working_days' } }],
      contact: { address: '人民路1号', phone: null, email: 'gk@xm.example' },
    }),
    transferNotice({
      ...of, reason: '由市级制作。', to: {
        agency, contact: { address: null, phone: '0512-1', email: null }, receiptNumber: 'CITY-1', dueOn: day('2026-12-18'), provisional,
      },
    }),
  ]
}

function othersPapers (language: Language): Paper[] {
  const head = headIn(language)
  return [
    consultationLetter({
      ...head, kind: 'third_party', partyName: '甲公司', interest: '报价', question: '是否同意？', article, silence: 'body_decides',
      within: { n: 15, unit: 'working_days' },
    }),
    consultationToldNotice({
      ...head, asked: 'third_party', servedOn: day('2026-11-23'), answerBy: day('2026-12-14'), provisional, clock: 'pause',
      articles: { asking: article, clock: article },
    }),
    thirdPartyDecisionNotice({
      ...head, partyName: '甲公司', letter: { number: '新民公征〔2026〕1号', issuedOn: day('2026-11-23'), question: '是否同意？' },
      answeredOn: day('2026-11-24'), objection: 'objects', released: ['报价表'], inPart: true, reasons: ['涉及公共资金'], article,
      remedy: '可以申请行政复议。', reconsiderationBody: '市人民政府', court: '市人民法院',
    }),
  ]
}

const signed = (by: string, opinion: string) => ({ by, opinion, asDeputy: false, on: day('2026-11-25') })

export function aFiling (language: Language, more: Partial<FilingForm> = {}): Paper {
  return filingForm({
    ...headIn(language), information: { title: '2024年度征地补偿方案', sha256 }, supplier: '自然资源所',
    collected: { by: '陈思远', on: day('2026-11-23') }, firstReview: signed('周敏', '未发现涉密内容'),
    reReviews: [signed('王建国', '同意初审意见')],
    decision: { ...signed('李明', '可以公开'), outcome: 'redact_and_disclose', asDeputy: true },
    published: { way: '政府网站', on: day('2026-11-28') }, filedWith: { secrecy: day('2026-11-29') },
    basis: { scopeRules: ['自然资源工作国家秘密范围的规定'], secretList: '2026年第2版' },
    marks: [{ page: 1, finding: '疑似标志，经核实为地名' }], redactions: [{ place: '第2页第3行', ground: '个人隐私' }], ...more,
  })
}

export function anApproval (language: Language, more: Partial<ApprovalSheet> = {}): Paper {
  return approvalSheet({
    ...headIn(language), dueOn: day('2026-12-18'), items: [{ asked: '补偿方案', answer: '予以公开' }],
    drafted: signed('周敏', '拟予公开'),
    steps: [
      { name: { zh: '法制审核', en: 'Legal review' }, signed: signed('赵律', '合法') },
      { name: { zh: '会签', en: 'Countersignature' } },
    ], ...more,
  })
}

/** A paper of every template. */
export function samplePapers (language: Language): Paper[] {
  return [...answers(language), ...stepPapers(language), ...othersPapers(language), aFiling(language), anApproval(language)]
}
