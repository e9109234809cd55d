import type { Bilingual } from '@lightwell/regimes/citation'
import { lengthIn, type Length } from './length-words.ts'
import { type Body, noticePaper, type PaperHead } from './notice-shell.ts'
import { heading, isolated, type Paper, paragraph } from './paper.ts'

/** Who is asked: a third party, another maker of the information, or a body whose business it touches. */
export type ConsultedKind = 'third_party' | 'co_maker' | 'other_body'

/** What the letter says beside its head. Who asked for the information is none of it. */
export type ConsultationLetter = PaperHead & Readonly<{
  kind: ConsultedKind
  partyName: string
  /** What of his the information touches. */
  interest: string
  question: string
  /** The time to answer, from the day on which the letter reaches him. */
  within: Length
  /** The article under which he is asked, written out, where the law has one. */
  article: string | undefined
  /** What no answer means. */
  silence: 'body_decides' | 'agreement'
}>

const titles: Readonly<Record<'third_party' | 'body', Bilingual>> = {
  third_party: { zh: '政府信息公开征求意见书', en: 'Letter of Consultation on the Disclosure of Information' },
  body: { zh: '政府信息公开征求意见函', en: 'Letter of Consultation to Another Body' },
}

/** The letter that asks a third party or another body whether information may be disclosed (条例第三十二、三十四条). */
export function consultationLetter (letter: ConsultationLetter): Paper {
  const title = titles[letter.kind === 'third_party' ? 'third_party' : 'body']
  return noticePaper(letter, title, letter.partyName, letter.language === 'en' ? english(letter) : chinese(letter))
}

const touchedZh: Readonly<Record<ConsultedKind, string>> = {
  third_party: '拟处理的信息涉及您（贵单位）的合法权益',
  co_maker: '拟处理的信息由贵单位与本机关共同制作',
  other_body: '拟处理的信息涉及贵单位的职责',
}

const silenceZh: Readonly<Record<ConsultationLetter['silence'], string>> = {
  body_decides: '逾期未提出意见的，由本机关依法决定是否公开。',
  agreement: '逾期未提出意见的，视为同意公开。',
}

const howZh = '答复同意公开、不同意公开或者部分同意公开，书面答复或者凭随函告知的查询码在网上答复均可。不同意或者部分同意的，请说明理由。'
const overridingZh = '有合理理由不同意公开的，本机关不予公开；但是，本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，' +
  '并将决定的内容和理由书面告知您（贵单位）。'

function chinese (letter: ConsultationLetter): Body {
  const { kind, interest, question, within, article, silence } = letter
  return [
    paragraph`本机关正在办理一件政府信息公开申请，${touchedZh[kind]}。${article === undefined ? '' : `依照${article}的规定，`}现书面征求您（贵单位）的意见。`,
    heading('所涉事项'),
    paragraph`${isolated(interest)}`,
    heading('征求意见的问题'),
    paragraph`${isolated(question)}`,
    heading('答复的期限和方式'),
    paragraph`请自收到本函之日起${lengthIn(within, 'zh-CN')}内${howZh}`,
    paragraph`${silenceZh[silence]}`,
    kind === 'third_party' ? paragraph`${overridingZh}` : undefined,
  ]
}

const touchedEn: Readonly<Record<ConsultedKind, string>> = {
  third_party: 'It touches your lawful interests.',
  co_maker: 'You made it together with us.',
  other_body: 'It touches the business of your body.',
}

const silenceEn: Readonly<Record<ConsultationLetter['silence'], string>> = {
  body_decides: 'If you do not answer in that time, we decide under the law whether it is disclosed.',
  agreement: 'If you do not answer in that time, you count as agreeing to its disclosure.',
}

function english (letter: ConsultationLetter): Body {
  const { kind, interest, question, within, article, silence } = letter
  return [
    paragraph`We have been asked to disclose certain information. ${touchedEn[kind]} ${article === undefined ? 'We' : `Under ${article} we`} ask for
your view in writing.`,
    heading('What it concerns'),
    paragraph`${isolated(interest)}`,
    heading('What we ask you'),
    paragraph`${isolated(question)}`,
    heading('How and by when to answer'),
    paragraph`Please answer within ${lengthIn(within, 'en')} of receiving this letter that you agree, object, or agree in part:
on paper, or online with the code that came with the letter. If you object, also in part, please give your reasons.`,
    paragraph`${silenceEn[silence]}`,
    kind === 'third_party' ? paragraph`If you object with good reason we do not disclose it. Where we find that withholding
it may do serious harm to the public interest we may disclose it all the same; you are then told in writing what was
decided and why.` : undefined,
  ]
}
