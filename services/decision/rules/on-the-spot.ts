import type { Day } from '@lightwell/calendar/day'
import type { Regime } from '@lightwell/regimes/regime'
import type { RequestCase } from '../store/cases.ts'
import type { Proposal } from './proposal.ts'

/** What an answer on the spot is made from. */
export type SpotContext = { request: Pick<RequestCase, 'id' | 'language'>, regime: Regime, today: Day, description: string }

/**
 * The answer that points to what is public already (条例第三十三条第一款, 第三十六条第一项), and the reason that is kept with it; undefined
 * where the regime knows no such answer.
 */
export function onTheSpot (
  places: readonly { id: string, indexNumber: string }[],
  { request: { id: requestId, language }, regime, today, description }: SpotContext,
): { proposal: Proposal, reason: string } | undefined {
  const ground = Object.values(regime.grounds).find(({ family }) => family === 'already_public')
  if (ground === undefined) return undefined
  const english = language === 'en'
  const named = places.map(({ id, indexNumber }) =>
    english ? `index number ${indexNumber}, /v1/disclosures/${id}` : `索引号${indexNumber}，/v1/disclosures/${id}`)
  const numbers = places.map(({ indexNumber }) => indexNumber)
  const publicPlace = `${english ? 'Catalogue of this agency: ' : '本机关信息公开目录：'}${named.join(english ? '; ' : '；')}`
  return {
    proposal: {
      requestId, parts: [{ description, outcome: 'disclose', grounds: [ground.code], publicPlace }],
      delivery: english
        ? { on: today, place: 'The catalogue of this agency', manner: 'Open to everyone' }
        : { on: today, place: '本机关信息公开目录', manner: '公开查阅' },
    },
    reason: english
      ? `Answered on the spot, on the approval of ${numbers.join(', ')}.` : `当场答复，以${numbers.join('、')}已经批准公开为据。`,
  }
}
