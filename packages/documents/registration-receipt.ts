import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import type { Channel } from '@lightwell/regimes/regime'
import { clockChanges, type ClockChange } from './clock-changes.ts'
import { type Body, dayTime, type NoticeHead, noticePaper } from './notice-shell.ts'
import { heading, isolated, type Paper, paragraph, terms, words } from './paper.ts'
import { requestNames, type RequestKind } from './request-name.ts'
import { contactList, type Contact } from './transfer-notice.ts'

export type RegistrationReceipt = NoticeHead & Readonly<{
  kind: RequestKind
  channel: Channel
  registeredOn: Day
  /** The last day to confirm the receipt with the applicant, while nobody has. */
  confirmBy: Day | undefined
  /** What is asked for; left out where it could stand on no paper. */
  description: string | undefined
  /** The due day at present; undefined once the request is answered or ended. */
  due: Readonly<{ on: Day, provisional: boolean }> | undefined
  /** The article that sets the time, written out. */
  article: string
  /** What may still change the time. */
  changes: readonly ClockChange[]
  /** How the agency is reached, as far as it has told it. */
  contact: Contact
}>

const title: Bilingual = { zh: '政府信息公开申请登记回执', en: 'Receipt of a Registered Request' }

const channels: Readonly<Record<Channel, Bilingual>> = {
  online: { zh: '网上提交', en: 'online' },
  in_person: { zh: '当面提交', en: 'in person' },
  letter: { zh: '信函', en: 'by letter' },
  fax: { zh: '传真', en: 'by fax' },
  telegram: { zh: '电报', en: 'by telegram' },
  email: { zh: '电子邮件', en: 'by e-mail' },
  telephone: { zh: '电话', en: 'by telephone' },
  spoken: { zh: '口头提出，由本机关代为填写', en: 'spoken, and written down by us' },
  other: { zh: '其他方式', en: 'in another way' },
}

/** The paper that tells an applicant that his request is registered, by when it is due, and how to follow it. */
export function registrationReceipt (receipt: RegistrationReceipt): Paper {
  return noticePaper(receipt, title, receipt.applicantName, receipt.language === 'en' ? english(receipt) : chinese(receipt))
}

function chinese (receipt: RegistrationReceipt): Body {
  const { receivedOn, registeredOn, channel, description, confirmBy } = receipt
  return [
    paragraph`您（贵单位）提出的${requestNames[receipt.kind].zh}已经登记。`,
    heading('登记事项'),
    terms([
      ['登记回执编号', receipt.receiptNumber],
      ['收到日期', dayTime(receivedOn, 'zh-CN')],
      ['收到方式', channels[channel].zh],
      ['登记日期', dayTime(registeredOn, 'zh-CN')],
    ]),
    confirmBy && paragraph`该收到日期尚待与您（贵单位）确认；至迟以${dayTime(confirmBy, 'zh-CN')}为收到之日。`,
    heading('申请的内容'),
    description === undefined
      ? paragraph`申请的内容中有密级标志或者身份证件号码，本回执不予载明；本机关按照收到的原文办理。`
      : paragraph`${isolated(description)}`,
    heading('答复期限'),
    ...receipt.due === undefined ? [paragraph`该申请已经答复或者终止，不再计算期限。`] : [
      paragraph`依照${receipt.article}，按照目前的登记情况，答复期限至${dayTime(receipt.due.on, 'zh-CN')}止。${
        receipt.due.provisional ? '该日期涉及尚未公布放假安排的年度，公布后以实际安排计算的日期为准。' : ''}有下列情形的，期限随之变化，本机关将书面告知：`,
      clockChanges(receipt.changes, 'zh-CN'),
    ],
    heading('如何了解办理情况'),
    paragraph`凭登记回执编号和查询码可以在网上查询办理进度、答复期限和全部文书。查询码遗失的，可以凭身份证明向本机关申请更换。`,
    contactList(receipt.contact, { address: '地址', phone: '电话', email: '电子邮箱' }),
  ]
}

function english (receipt: RegistrationReceipt): Body {
  const { receivedOn, registeredOn, channel, description, confirmBy } = receipt
  return [
    paragraph`Your ${requestNames[receipt.kind].en} is registered.`,
    heading('What was registered'),
    terms([
      ['Receipt number', receipt.receiptNumber],
      ['Received on', dayTime(receivedOn, 'en')],
      ['How it was received', channels[channel].en],
      ['Registered on', dayTime(registeredOn, 'en')],
    ]),
    confirmBy && paragraph`That day of receipt is still to be confirmed with you; it is ${dayTime(confirmBy, 'en')} at the
latest.`,
    heading('What you asked for'),
    description === undefined
      ? paragraph`Your words hold a classification mark or an identity number, so they do not stand on this receipt. We work on
them as we received them.`
      : paragraph`${isolated(description)}`,
    heading('Time to answer'),
    ...receipt.due === undefined ? [paragraph`The request has been answered or has ended; no time is counted any more.`] : [
      paragraph`Under ${receipt.article}, and as things are registered now, the time to answer runs to ${
        dayTime(receipt.due.on, 'en')}.${receipt.due.provisional ? words` That day counts a year whose public holidays are not published
yet; once they are, the day that follows from them applies.` : undefined} It changes in these cases, and we tell you in writing:`,
      clockChanges(receipt.changes, 'en'),
    ],
    heading('How to follow it'),
    paragraph`With the receipt number and your access token you can see online how far it is, its due day, and every paper. If you lose
the token, we replace it against proof of your identity.`,
    contactList(receipt.contact, { address: 'Address', phone: 'Telephone', email: 'E-mail' }),
  ]
}
