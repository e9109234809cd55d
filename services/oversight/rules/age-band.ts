/**
 * Bands of a case's age, in working days since its receipt; the last one is open. Their limits are our choice: they are
 * the county rule's limit, its longest, and the limit and the longest of Order 711.
 */
export const ageBands = [
  { key: '0-5', most: 5 },
  { key: '6-10', most: 10 },
  { key: '11-20', most: 20 },
  { key: '21-40', most: 40 },
  { key: '41+', most: Infinity },
] as const

/** A case is due soon when at most this many working days are left. Our choice. */
export const soonWorkingDays = 3
