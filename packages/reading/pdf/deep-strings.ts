// Names of looks and of the format itself.
const passed = new Set([
  'id', 'subtype', 'fontName', 'fieldType', 'dir', 'rawFilename', 'name', 'type', 'role', 'lang', 'modificationDate',
  'creationDate', 'PDFFormatVersion',
])

/** All strings in a value made of arrays, maps and objects, in their order. */
export function deepStrings (value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return []
  if (value instanceof Map) return [...value].flatMap(([key, inner]) => [String(key), ...deepStrings(inner)])
  if (Array.isArray(value) || value instanceof Set) return [...value].flatMap(deepStrings)
  return Object.entries(value).flatMap(([key, inner]) => passed.has(key) ? [] : deepStrings(inner))
}
