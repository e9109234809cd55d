/** What is wrong with a credit code. */
export type CreditCodeFault = 'credit_code_shape' | 'credit_code_check_character'

/** What is odd about a credit code that may be real all the same. */
export type CreditCodeDoubt = 'credit_code_pilot' | 'credit_code_inner_check'

// No I, O, S, V and Z.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

// Registry and kind, six digits of region, organisation code with its own check character, check character.
const shape = /^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$/

const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const innerWeights = [3, 7, 9, 10, 5, 8, 4, 2]

// Codes of the pilot years: their last character does not fit, and yet they are real.
const pilots = new Set(['91350100M0001TGQXM', '91350211M0000XUF46', '91350203M0001FUE2P'])

/** The code as it is kept: half-width, without blanks, in capitals. */
export function normaliseCreditCode (text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
}

/** What makes a text no unified social credit code (GB 32100-2015); undefined where it is one, or a real one of the pilot. */
export function creditCodeFault (text: string): CreditCodeFault | undefined {
  const code = normaliseCreditCode(text)
  if (!shape.test(code)) return 'credit_code_shape'
  return code[17] === checkCharacter(code) || pilots.has(code) ? undefined : 'credit_code_check_character'
}

/** What a clerk should look at in a code without faults. The inner check is older and was not always kept (GB 11714). */
export function creditCodeDoubt (text: string): CreditCodeDoubt | undefined {
  const code = normaliseCreditCode(text)
  if (creditCodeFault(code) !== undefined) return undefined
  if (pilots.has(code)) return 'credit_code_pilot'
  return code[16] === innerCheckCharacter(code.slice(8, 16)) ? undefined : 'credit_code_inner_check'
}

function checkCharacter (code: string): string | undefined {
  const sum = weights.reduce((total, weight, place) => total + weight * alphabet.indexOf(code.charAt(place)), 0)
  return alphabet[(31 - sum % 31) % 31]
}

/** GB 11714 over eight characters, which stand for 0 to 35 in the order of digits and letters. */
function innerCheckCharacter (code: string): string {
  const sum = innerWeights.reduce((total, weight, place) => total + weight * Number.parseInt(code.charAt(place), 36), 0)
  return '0123456789X'.charAt((11 - sum % 11) % 11)
}
