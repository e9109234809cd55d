const hours24Ms = 24 * 3_600_000

/** When a secret mark that was found must have been reported: 24 hours after it was (实施条例第六十一条). */
export function reportBy (openedAt: Date): Date {
  return new Date(openedAt.getTime() + hours24Ms)
}
