import { acceptedTypes, type AcceptedType } from './media-type.ts'

const mostCharacters = 255
const unnamed = '附件'

// Controls, marks that turn the direction of writing, ends of lines, halves of surrogate pairs.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/**
 * The name of a file as it may be kept and shown: without a path, without what cannot be seen, and no longer than file
 * systems take. Its ending stays where it has one.
 */
export function cleanFileName (name: string | undefined): string {
  const last = (name ?? '').normalize('NFC').split(/[/\\]/).at(-1) as string
  const seen = last.replace(unprintable, '').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '')
  return seen === '' ? unnamed : shortened(seen)
}

function shortened (name: string): string {
  const characters = [...name]
  if (characters.length <= mostCharacters) return name
  const ending = [...(/\.[^.]{1,16}$/u.exec(name)?.[0] ?? '')]
  return [...characters.slice(0, mostCharacters - ending.length), ...ending].join('')
}

/** The name under which a file is handed out: it ends as its type does, so that nothing opens it as another. */
export function safeFileName (name: string, type: AcceptedType): string {
  const endings: readonly string[] = acceptedTypes[type]
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return endings.includes(ending) ? name : `${name}.${endings[0]}`
}
