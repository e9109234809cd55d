import { ReadableStream } from 'node:stream/web'
import { fileTypeFromStream } from 'file-type'

/** What an applicant may hand in, each type with the endings that its files have. */
export const acceptedTypes = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/tiff': ['tif', 'tiff'],
  'image/gif': ['gif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'text/plain': ['txt'],
} as const satisfies Record<string, readonly [string, ...string[]]>

export type AcceptedType = keyof typeof acceptedTypes

/**
 * The type of a file by its bytes, whatever it is called; undefined when it is none that is accepted. `isText` says that
 * the whole of it is plain text (`textCheck`): the short signs that other types begin with may begin a text too.
 */
export async function acceptedTypeOf (bytes: AsyncIterable<Uint8Array>, isText: boolean): Promise<AcceptedType | undefined> {
  const found = (await fileTypeFromStream(ReadableStream.from(bytes)))?.mime
  if (found === 'application/pdf') return found
  if (isText) return found !== undefined && writtenInText.test(found) ? undefined : 'text/plain'
  return found !== undefined && Object.hasOwn(acceptedTypes, found) ? found as AcceptedType : undefined
}

// Text that is to be run or rendered is no plain text.
const writtenInText = /^(application\/(xml|rtf|postscript|eps|x-ms-regedit|pgp-encrypted)|image\/svg\+xml|text\/.*)$/

/** Looks at bytes as they pass, whether they are plain text. */
export type TextCheck = { add (chunk: Uint8Array): void, end (): boolean }

// A text has tabs, ends of lines and of pages; any other control character is a sign of another format.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/

/** Begins to look whether bytes are UTF-8 without control characters. */
export function textCheck (): TextCheck {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let isText = true
  const check = (decode: () => string): void => {
    try {
      isText &&= !controls.test(decode())
    } catch {
      isText = false
    }
  }
  return {
    add: (chunk) => check(() => decoder.decode(chunk, { stream: true })),
    end () {
      check(() => decoder.decode())
      return isText
    },
  }
}
