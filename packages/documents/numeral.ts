/** A number in Arabic or Chinese numerals; undefined for what is neither, such as a zero read as the letter O. */
export function numeralValue (numeral: string | undefined): number | undefined {
  if (numeral === undefined || /[OoIl]/.test(numeral)) return undefined
  return /^[0-9]+$/.test(numeral) ? Number(numeral) : chineseValue(numeral)
}

/** 十, 廿, 三十五, 一百二十 by their tens; 二〇二七 digit by digit. */
function chineseValue (written: string): number {
  const numeral = written.replace('廿', '二十').replace('卅', '三十')
  const digit = (character: string) => Math.max(0, '零一二三四五六七八九'.indexOf(character.replace('两', '二')))
  if (!/[十百]/.test(numeral)) return [...numeral].reduce((value, character) => value * 10 + digit(character), 0)
  const [, hundreds, tens = '', ones = ''] = /^(?:(.)百)?零?(?:(.?)十)?(.?)$/.exec(numeral) ?? []
  const tensValue = /十/.test(numeral) ? (tens === '' ? 1 : digit(tens)) : 0
  return (hundreds === undefined ? 0 : digit(hundreds)) * 100 + tensValue * 10 + digit(ones)
}
