/** The form of a regime's id, such as `order_711`. */
export const regimeIdPattern = '^[a-z][a-z0-9_]{0,39}$'

/** Whether a text has the form of a regime's id. */
export function isRegimeId (text: string): boolean {
  return new RegExp(regimeIdPattern).test(text)
}
