import type { Multipart, MultipartFile } from '@fastify/multipart'
import { Type, type Static } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { AgencyCode } from '@lightwell/http/agency-code'
import { bodyCheck } from '@lightwell/http/body-check'
import { errors } from '@lightwell/http/errors'
import { escapePointer } from '@lightwell/http/faults'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { invalid, refuseFaults, type FieldFault, type Text } from '@lightwell/http/refusal'
import { holdsControls, parseStrictJson } from '@lightwell/http/strict-json'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { DeclaredMarking } from './rules/marking.ts'
import { publicationFlags } from './rules/publication-body.ts'

/** The form of an upload (multipart/form-data). */
export const RecordUpload = Type.Object({
  requestId: Type.Optional(Type.String({ format: 'uuid', description: 'The request it is considered for.' })),
  publicationId: Type.Optional(Type.String({ format: 'uuid', description: 'The publication proposal it belongs to instead.' })),
  title: Line(300),
  origin: Line(300),
  originAgency: Type.Optional({
    ...AgencyCode, description: 'The other body that it comes from; it is released with its consent alone.',
  }),
  declaredMarking: Type.Optional(DeclaredMarking),
  aboutPerson: Type.Optional({
    ...listed(['true', 'false']), description: 'Whether it tells about one person; it then goes only to a proven identity.',
  }),
  flags: Type.Optional(Type.String({
    pattern: `^(${publicationFlags.join('|')})(,(${publicationFlags.join('|')}))*$`,
    description: 'What makes its review longer, beside what its publication says, separated by commas: '
      + 'business (business matter), sensitive (sensitive matter), risk_to_order (risk to public order).',
  })),
  file: Type.String({ contentMediaType: 'application/octet-stream' }),
}, { additionalProperties: false })

/** An upload that was read whole: its fields, and the one file with its hash. */
export type Upload = Omit<Static<typeof RecordUpload>, 'file'> & {
  file: { bytes: Buffer, name: string, declaredType: string, sha256: string }
}

const mostFileBytes = 25 * 2 ** 20
const mostFieldBytes = 16 * 2 ** 10

/** Every part is taken as bytes, so that text is decoded here, strictly, and not mended on the way. */
export const uploadOptions = {
  // A mark in the name of the folder is a mark.
  preservePath: true,
  isPartAFile: () => true,
  limits: { fileSize: mostFileBytes, files: 8, parts: 8, headerPairs: 16 },
}

const uploadFaults = bodyCheck(RecordUpload)
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

type Read = { fields: Map<string, unknown>, file: Upload['file'] | undefined, faults: FieldFault[] }

/** Reads an upload. Throws 415, 400 or 413 where it cannot be read, 422 with every fault where it is not sound. */
export async function readUpload (request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw errors.unsupportedMediaType()
  const read: Read = { fields: new Map(), file: undefined, faults: [] }
  try {
    for await (const part of request.parts()) await readPart(part, read)
  } catch (error) {
    // The parser tells a broken body by a plain error; what has a status is a limit of this door.
    throw error instanceof Error && 'statusCode' in error ? error : errors.unreadable()
  }
  return uploadOf(read)
}

async function readPart (part: Multipart, read: Read): Promise<void> {
  if (part.type !== 'file') throw errors.unreadable()
  const name = part.fieldname ?? ''
  const isFile = name === 'file'
  const bytes = await bytesOf(part, isFile ? mostFileBytes : mostFieldBytes)
  const fault = (code: string, zh: string, en: string): void => {
    read.faults.push(faultAt(name, code, { zh, en }))
  }
  if (read.fields.has(name)) return fault('repeated_field', '此项只能出现一次。', 'This may be given only once.')
  read.fields.set(name, '')
  if (bytes === undefined) return fault('too_long', '此项过长。', 'This is too long.')
  if (!['7bit', '8bit', 'binary'].includes(part.encoding)) {
    return fault('encoded', '不接受经过传输编码的内容。', 'Transfer encodings are not accepted.')
  }
  if (!isFile) return readField(name, bytes, read)
  if (bytes.length === 0) return fault('empty', '文件为空。', 'The file is empty.')
  read.file = { bytes, name: part.filename ?? '', declaredType: part.mimetype, sha256: sha256Hex(bytes) }
}

async function bytesOf (part: MultipartFile, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= most) chunks.push(chunk)
  }
  return size <= most ? Buffer.concat(chunks) : undefined
}

function readField (name: string, bytes: Buffer, { fields, faults }: Read): void {
  try {
    if (name === 'declaredMarking') {
      fields.set(name, parseStrictJson(bytes))
      return
    }
    const text = utf8.decode(bytes)
    fields.set(name, text)
    if (!holdsControls(text)) return
    faults.push(faultAt(name, 'control_character', { zh: '含有不允许的控制字符。', en: 'This contains a control character.' }))
  } catch {
    faults.push(faultAt(name, 'unreadable', { zh: '无法读取此项。', en: 'This cannot be read.' }))
  }
}

function uploadOf ({ fields, file, faults }: Read): Upload {
  const body = Object.fromEntries(fields)
  const found = [...faults, ...uploadFaults(body), ...caseFaults(body)]
  refuseFaults(found.filter((fault, at) => found.findIndex((other) => other.pointer === fault.pointer) === at))
  const { file: _placeholder, ...given } = body as Static<typeof RecordUpload>
  if (file === undefined) throw invalid([faultAt('file', 'required', { zh: '此项必填。', en: 'This is required.' })])
  return { ...given, file }
}

/** A record belongs to one case. */
function caseFaults ({ requestId, publicationId }: Record<string, unknown>): FieldFault[] {
  if (requestId === undefined && publicationId === undefined) {
    return [faultAt('requestId', 'required', { zh: '须列明一项申请或者一项主动公开事项。', en: 'Name a request or a publication.' })]
  }
  if (requestId === undefined || publicationId === undefined) return []
  return [faultAt('publicationId', 'one_case', { zh: '只能列明一项申请或者一项主动公开事项。', en: 'Name one case only.' })]
}

function faultAt (name: string, code: string, detail: Text): FieldFault {
  return { pointer: `/${escapePointer(name)}`, code, detail }
}
