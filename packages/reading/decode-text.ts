/** A text and whether its encoding is sure. `text` is undefined when the bytes are no text. */
export type Decoded = { text: string, sure: boolean } | undefined

// A text has tabs, ends of lines and of pages; any other control character is a sign of another format.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/

/**
 * The text of bytes: UTF-8, UTF-16 by its mark, or GB18030, as older Chinese programs write. What could as well be in
 * another encoding is read as GB18030 and is not sure.
 */
export function decodeText (bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return textOrNone(decodeAs('utf-16le', bytes), true)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return textOrNone(decodeAs('utf-16be', bytes), true)
  const utf8 = decodeAs('utf-8', bytes)
  if (utf8 !== undefined) return textOrNone(utf8, true)
  return textOrNone(decodeAs('gb18030', bytes), looksLikeGb2312(bytes))
}

/** A text in one encoding; undefined when the bytes are not in it. */
export function decodeAs (encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const otherEncodings = ['big5', 'shift_jis', 'euc-kr']

/** Lines of bytes that are no UTF-8 which speak of something confidential in another encoding of Chinese characters. */
export function secretLinesElsewhere (bytes: Uint8Array): string[] {
  if (decodeAs('utf-8', bytes) !== undefined) return []
  return otherEncodings.flatMap((encoding) =>
    new TextDecoder(encoding).decode(bytes).split('\n').filter((line) => line.includes('密')))
}

function textOrNone (text: string | undefined, sure: boolean): Decoded {
  return text === undefined || controls.test(text) ? undefined : { text, sure }
}

const mostlyCommon = 0.9

/**
 * Big5, Shift-JIS and UTF-16 without a mark decode as GB18030 too, to rare characters. A Chinese text keeps to the 6763
 * characters and the signs of GB 2312, with a rare one in a name.
 */
export function looksLikeGb2312 (bytes: Uint8Array, share = mostlyCommon): boolean {
  let pairs = 0
  let common = 0
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!
    if (lead < 0x81) continue
    const trail = bytes[at + 1] ?? 0
    pairs += 1
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa9))) common += 1
    at += 1
  }
  return common >= pairs * share
}
