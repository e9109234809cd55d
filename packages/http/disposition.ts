// What RFC 8187 lets stand as it is; encodeURIComponent leaves five more.
const needsEscape = /['()*!]/g

/** The Content-Disposition of a file to be saved under a name (RFC 6266): plain for all, in UTF-8 for who can read it. */
export function savedAs (name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name.toWellFormed())
    .replace(needsEscape, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
