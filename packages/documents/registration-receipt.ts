import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import type { Channel } from '@lightwell/regimes/regime'
import { clockChanges, type ClockChange } from './clock-changes.ts'
import { html, type Html } from './html.ts'
import { dayTime, inLanguage, isolated, type NoticeHead, noticePage } from './notice-shell.ts'
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
export function registrationReceipt (receipt: RegistrationReceipt): string {
  const { language } = receipt
  return noticePage(receipt, inLanguage(title, language), language === 'en' ? english(receipt) : chinese(receipt))
}

function chinese (receipt: RegistrationReceipt): Html {
  const { receivedOn, registeredOn, channel, description, confirmBy } = receipt
  return html`<p>${isolated(receipt.applicantName)}：</p>
<p>您（贵单位）提出的${requestNames[receipt.kind].zh}已经登记。</p>
<h2>登记事项</h2>
<dl>
<dt>登记回执编号</dt><dd>${receipt.receiptNumber}</dd>
<dt>收到日期</dt><dd>${dayTime(receivedOn, 'zh-CN')}</dd>
<dt>收到方式</dt><dd>${channels[channel].zh}</dd>
<dt>登记日期</dt><dd>${dayTime(registeredOn, 'zh-CN')}</dd>
</dl>
${confirmBy && html`<p>该收到日期尚待与您（贵单位）确认；至迟以${dayTime(confirmBy, 'zh-CN')}为收到之日。</p>`}
<h2>申请的内容</h2>
${description === undefined
  ? html`<p>申请的内容中有密级标志或者身份证件号码，本回执不予载明；本机关按照收到的原文办理。</p>`
  : html`<p>${isolated(description)}</p>`}
<h2>答复期限</h2>
${receipt.due === undefined
  ? html`<p>该申请已经答复或者终止，不再计算期限。</p>`
  : html`<p>依照${receipt.article}，按照目前的登记情况，答复期限至${dayTime(receipt.due.on, 'zh-CN')}止。${
    receipt.due.provisional ? '该日期涉及尚未公布放假安排的年度，公布后以实际安排计算的日期为准。' : ''}有下列情形的，期限随之变化，本机关将书面告知：</p>
${clockChanges(receipt.changes, 'zh-CN')}`}
<h2>如何了解办理情况</h2>
<p>凭登记回执编号和查询码可以在网上查询办理进度、答复期限和全部文书。查询码遗失的，可以凭身份证明向本机关申请更换。</p>
${contactList(receipt.contact, { address: '地址', phone: '电话', email: '电子邮箱' })}`
}

function english (receipt: RegistrationReceipt): Html {
  const { receivedOn, registeredOn, channel, description, confirmBy } = receipt
  return html`<p>To ${isolated(receipt.applicantName)}:</p>
<p>Your ${requestNames[receipt.kind].en} is registered.</p>
<h2>What was registered</h2>
<dl>
<dt>Receipt number</dt><dd>${receipt.receiptNumber}</dd>
<dt>Received on</dt><dd>${dayTime(receivedOn, 'en')}</dd>
<dt>How it was received</dt><dd>${channels[channel].en}</dd>
<dt>Registered on</dt><dd>${dayTime(registeredOn, 'en')}</dd>
</dl>
${confirmBy && html`<p>That day of receipt is still to be confirmed with you; it is ${dayTime(confirmBy, 'en')} at the
latest.</p>`}
<h2>What you asked for</h2>
${description === undefined
  ? html`<p>Your words hold a classification mark or an identity number, so they do not stand on this receipt. We work on
them as we received them.</p>`
  : html`<p>${isolated(description)}</p>`}
<h2>Time to answer</h2>
${receipt.due === undefined
  ? html`<p>The request has been answered or has ended; no time is counted any more.</p>`
  : html`<p>Under ${receipt.article}, and as things are registered now, the time to answer runs to ${
    dayTime(receipt.due.on, 'en')}.${receipt.due.provisional ? ` That day counts a year whose public holidays are not published
yet; once they are, the day that follows from them applies.` : ''} It changes in these cases, and we tell you in writing:</p>
${clockChanges(receipt.changes, 'en')}`}
<h2>How to follow it</h2>
<p>With the receipt number and your access token you can see online how far it is, its due day, and every paper. If you lose
the token, we replace it against proof of your identity.</p>
${contactList(receipt.contact, { address: 'Address', phone: 'Telephone', email: 'E-mail' })}`
}
