import { Type } from '@sinclair/typebox'

const pattern = '^[A-Z][A-Z0-9]{0,9}$'

/** The code of an agency, as receipt numbers begin with it. */
export const AgencyCode = Type.String({ pattern })

/** Whether a text has the form of an agency's code. */
export function isAgencyCode (text: string): boolean {
  return new RegExp(pattern).test(text)
}
