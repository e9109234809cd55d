/** What stands at a JSON pointer of a body that may not fit its schema; undefined where there is nothing. */
export function valueAt (body: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce<unknown>((value, step) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
      ? (value as Record<string, unknown>)[step]
      : undefined
  }, body)
}

/** The text at a JSON pointer; undefined where there is none, or something else. */
export function textAt (body: unknown, pointer: string): string | undefined {
  const value = valueAt(body, pointer)
  return typeof value === 'string' ? value : undefined
}
