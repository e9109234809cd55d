import type { Bilingual, Language } from '@lightwell/regimes/citation'
import { lengthIn, type Length } from './length-words.ts'
import { type Block, list } from './paper.ts'

/** What lets the time to answer change under a law, with the article that says so, written out, where there is one. */
export type ClockChange = Readonly<{ article: string | undefined }> & (
  | Readonly<{ cause: 'extension' | 'acknowledgement', length: Length }>
  | Readonly<{ cause: 'clarification' | 'consultation' | 'fee', effect: 'restart' | 'pause' }>
)

const lengths: Readonly<Record<'extension' | 'acknowledgement', Bilingual>> = {
  extension: {
    zh: '经批准延长的，最长为自收到之日起{length}', en: 'where an extension is approved, to {length} from the receipt at most',
  },
  acknowledgement: {
    zh: '本机关书面告知已经收到申请的，自告知之日起另计{length}', en: 'where we acknowledge the request in writing, to {length} from then on',
  },
}

const effects: Readonly<Record<'clarification' | 'consultation' | 'fee', Readonly<Record<'restart' | 'pause', Bilingual>>>> = {
  clarification: {
    restart: {
      zh: '申请的内容需要补正的，自收到补正的申请之日起重新计算',
      en: 'where the request has to be completed, counted anew from the day on which we receive the completed request',
    },
    pause: {
      zh: '申请的内容需要补正的，等待补正的时间不计算在内', en: 'where the request has to be completed, that time does not count',
    },
  },
  consultation: {
    restart: {
      zh: '需要征求第三方或者其他机关意见的，自对方答复之日起重新计算',
      en: 'where a third party or another body has to be consulted, counted anew from their answer',
    },
    pause: {
      zh: '需要征求第三方或者其他机关意见的，所需时间不计算在内',
      en: 'where a third party or another body has to be consulted, that time does not count',
    },
  },
  fee: {
    restart: {
      zh: '收取信息处理费的，自缴费次日起重新计算', en: 'where a processing fee is charged, counted anew after the day of payment',
    },
    pause: {
      zh: '收取信息处理费的，等待缴费的时间不计算在内', en: 'where a processing fee is charged, the time until it is paid does not count',
    },
  },
}

/** The changes as a list, a sentence a line. */
export function clockChanges (changes: readonly ClockChange[], language: Language): Block {
  const [next, end] = language === 'en' ? [';', '.'] : ['；', '。']
  return list(changes.map((change, at) => `${wordsOf(change, language)}${at < changes.length - 1 ? next : end}`))
}

function wordsOf (change: ClockChange, language: Language): string {
  const words = 'length' in change ? lengths[change.cause] : effects[change.cause][change.effect]
  const said = language === 'en' ? words.en : words.zh
  const told = 'length' in change ? said.replace('{length}', lengthIn(change.length, language)) : said
  if (change.article === undefined) return told
  return language === 'en' ? `${told} (${change.article})` : `${told}（${change.article}）`
}
