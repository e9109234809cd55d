import type { Subscriptions } from '@lightwell/events/subscriptions'
import { returnOnWithdrawal } from './commands/return-on-withdrawal.ts'

/** What the safe learns from the other rooms. */
export const subscriptions: Subscriptions = {
  'lightwell.request.withdrawn.v1': async (deps, tx, event) => await returnOnWithdrawal(deps, tx, event.subject),
}
