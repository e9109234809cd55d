// Tab, line feed, form feed and carriage return are how plain text is laid out; the other controls are not text.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/
// Markup and page descriptions are written in text too, but spell their characters in other ways: a mark in them
// would not be seen.
const otherFormats = /^\uFEFF?\s*(?:<[!?/a-z]|%PDF-|%!PS|\{\\rtf|MIME-Version:)/i

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The text of a plain UTF-8 text file, told by its bytes and not by what it is called; undefined for anything else,
 * text in another encoding included, since what cannot be read for marks cannot be passed.
 */
export function readPlainText (bytes: Buffer): string | undefined {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return undefined
  }
  return controls.test(text) || otherFormats.test(text) ? undefined : text
}
