import type { Regime } from './regime.ts'

/** The body above the agency as a paper names it beside the remedy; undefined where the remedy itself names who decides. */
export function bodyAbove<Body> ({ contestedBefore }: Pick<Regime, 'contestedBefore'>, body: Body | undefined): Body | undefined {
  return contestedBefore.value === 'body_above' ? body : undefined
}
