import { createHash, type Hash } from 'node:crypto'
import type { Multipart, MultipartFile } from '@fastify/multipart'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { v7 as uuidv7 } from 'uuid'
import { cleanFileName } from '@lightwell/documents/file-name'
import { acceptedTypeOf, textCheck, type AcceptedType, type TextCheck } from '@lightwell/documents/media-type'
import type { Deps } from '@lightwell/events/deps'
import { drain } from '@lightwell/http/drain'
import { errors as doorErrors } from '@lightwell/http/errors'
import { escapePointer } from '@lightwell/http/faults'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import { newDataKey } from '@lightwell/secrets/data-key'
import { sealStream } from '@lightwell/secrets/seal-stream'
import { openBytes, placeOf } from './attachment-bytes.ts'
import { faults, typesNotAccepted } from './errors.ts'

/** How much an applicant may hand in: files of a request in all, and bytes of each. */
export const attachmentLimits = { files: 10, fileBytes: 20 * 2 ** 20 } as const

/** Every part is taken as a file, so that a field that does not belong here is told as such. */
export const uploadOptions = {
  isPartAFile: () => true,
  limits: {
    fileSize: attachmentLimits.fileBytes + 1, files: attachmentLimits.files + 2, parts: attachmentLimits.files + 2, headerPairs: 16,
  },
}

/** The form of an upload (multipart/form-data): one file or several, each as a part of this name. */
export const AttachmentUpload = Type.Object({
  file: Type.Array(Type.String({ contentMediaType: 'application/octet-stream' }), {
    minItems: 1, maxItems: attachmentLimits.files,
  }),
}, { additionalProperties: false })

/** A file that was received: its bytes stand in the store, sealed, and nothing else tells of it yet. */
export type ReceivedFile = {
  id: string, name: string, declaredType: string, mediaType: AcceptedType, sizeBytes: number, sha256: string, sealedKey: string
}

type Reading = { files: ReceivedFile[], sent: number, faults: FieldFault[], wrongTypes: FieldFault[] }

/**
 * Receives the files of an upload into the store as they stream: counted, hashed and sealed on the way, and their type
 * read from what was kept. Every id under which bytes may stand is added to `staged` before any do, so that the caller can
 * remove them. Throws 400, 413 or 415 where an upload cannot be read or a type is not accepted, 422 with every fault.
 */
export async function receiveFiles (deps: Deps, request: FastifyRequest, staged: Set<string>): Promise<ReceivedFile[]> {
  if (!request.isMultipart()) throw doorErrors.unsupportedMediaType()
  const reading: Reading = { files: [], sent: 0, faults: [], wrongTypes: [] }
  try {
    for await (const part of fromSender(request.parts())) await receivePart(deps, part, { reading, staged })
  } catch (error) {
    // Who is refused in the middle of his upload reads why only when all of it was taken from him.
    request.raw.unpipe()
    await drain(request.raw)
    throw error
  }
  if (reading.sent === 0) reading.faults.push(faults.fileRequired('/file'))
  refuseFaults(reading.faults.length > 0 ? [...reading.faults, ...reading.wrongTypes] : [])
  if (reading.wrongTypes.length > 0) throw typesNotAccepted(reading.wrongTypes)
  return reading.files
}

async function receivePart (
  deps: Deps, part: Multipart, { reading, staged }: { reading: Reading, staged: Set<string> },
): Promise<void> {
  if (part.type !== 'file') throw doorErrors.unreadable()
  const fault = faultOf(part, reading)
  if (fault !== undefined) {
    reading.faults.push(fault)
    await skip(part)
    return
  }
  const pointer = `/file/${reading.sent}`
  reading.sent += 1
  const { file, isText } = await keep(deps, part, staged)
  if (file.sizeBytes === 0) {
    reading.faults.push(faults.fileEmpty(pointer))
    return
  }
  const mediaType = await acceptedTypeOf(openBytes(deps, file), isText)
  if (mediaType === undefined) reading.wrongTypes.push(faults.typeNotAccepted(pointer))
  else reading.files.push({ ...file, mediaType })
}

function faultOf ({ fieldname, encoding }: MultipartFile, { sent }: Reading): FieldFault | undefined {
  if (fieldname !== 'file') return faults.unknownPart(`/${escapePointer(fieldname ?? '')}`)
  if (sent >= attachmentLimits.files) return faults.tooManyFiles('/file')
  return ['7bit', '8bit', 'binary'].includes(encoding) ? undefined : faults.encodedFile(`/file/${sent}`)
}

async function keep (
  deps: Deps, part: MultipartFile, staged: Set<string>,
): Promise<{ file: Omit<ReceivedFile, 'mediaType'>, isText: boolean }> {
  const id = uuidv7()
  const key = newDataKey(deps.keys, placeOf(id, 'sealed_key'))
  const seen = nothingSeen()
  staged.add(id)
  await deps.bytes.put(id, sealStream(key, placeOf(id, 'bytes'), watched(part, seen)))
  return {
    isText: seen.text.end(),
    file: {
      id, name: cleanFileName(part.filename), declaredType: part.mimetype, sizeBytes: seen.sizeBytes,
      sha256: seen.hash.digest('hex'), sealedKey: key.sealed,
    },
  }
}

/** What is known of the bytes of a part once they have passed. */
type Seen = { sizeBytes: number, hash: Hash, text: TextCheck }

function nothingSeen (): Seen {
  return { sizeBytes: 0, hash: createHash('sha256'), text: textCheck() }
}

/** The bytes of a part as they pass, counted, hashed and looked at. Throws 413 when there are too many. */
async function * watched (part: MultipartFile, seen: Seen): AsyncGenerator<Buffer> {
  for await (const chunk of fromSender(part.file as AsyncIterable<Buffer>)) {
    seen.sizeBytes += chunk.length
    if (seen.sizeBytes > attachmentLimits.fileBytes) throw doorErrors.tooLarge()
    seen.hash.update(chunk)
    seen.text.add(chunk)
    yield chunk
  }
}

async function skip (part: MultipartFile): Promise<void> {
  const seen = nothingSeen()
  for await (const chunk of watched(part, seen)) void chunk
}

/** What a sender sends. The parser tells a broken body by a plain error; what has a status is a limit of this door. */
async function * fromSender<Sent> (source: AsyncIterable<Sent>): AsyncGenerator<Sent> {
  try {
    yield * source
  } catch (error) {
    throw error instanceof Error && 'statusCode' in error ? error : doorErrors.unreadable()
  }
}
