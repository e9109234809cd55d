import type { FastifySchemaValidationError } from 'fastify'
import type { FieldFault, Text } from './refusal.ts'

type Params = Record<string, unknown>

const words: Record<string, (params: Params) => { code: string, detail: Text }> = {
  required: () => ({ code: 'required', detail: { zh: '此项必填。', en: 'This is required.' } }),
  additionalProperties: () => ({ code: 'unknown_field', detail: { zh: '没有此项。', en: 'There is no such field.' } }),
  type: ({ type }) => ({ code: 'wrong_type', detail: { zh: `类型应为 ${type}。`, en: `This must be of type ${type}.` } }),
  enum: ({ allowedValues }) => ({
    code: 'not_listed', detail: { zh: `只能是：${allowedValues}。`, en: `This must be one of: ${allowedValues}.` },
  }),
  const: ({ allowedValue }) => ({
    code: 'not_listed', detail: { zh: `只能是：${allowedValue}。`, en: `This must be ${allowedValue}.` },
  }),
  minLength: ({ limit }) => ({ code: 'too_short', detail: { zh: `至少 ${limit} 个字符。`, en: `At least ${limit} characters.` } }),
  maxLength: ({ limit }) => ({ code: 'too_long', detail: { zh: `至多 ${limit} 个字符。`, en: `At most ${limit} characters.` } }),
  minItems: ({ limit }) => ({ code: 'too_few', detail: { zh: `至少 ${limit} 项。`, en: `At least ${limit} items.` } }),
  maxItems: ({ limit }) => ({ code: 'too_many', detail: { zh: `至多 ${limit} 项。`, en: `At most ${limit} items.` } }),
  minProperties: ({ limit }) => ({ code: 'too_few', detail: { zh: `至少填写 ${limit} 项。`, en: `Give at least ${limit} of the fields.` } }),
  uniqueItems: () => ({ code: 'repeated', detail: { zh: '同一项只能出现一次。', en: 'Each may stand here only once.' } }),
  minimum: ({ limit }) => ({ code: 'too_small', detail: { zh: `不得小于 ${limit}。`, en: `Not less than ${limit}.` } }),
  maximum: ({ limit }) => ({ code: 'too_large', detail: { zh: `不得大于 ${limit}。`, en: `Not more than ${limit}.` } }),
  format: ({ format }) => ({ code: 'wrong_format', detail: { zh: `格式应为 ${format}。`, en: `This must have the format ${format}.` } }),
  pattern: () => ({ code: 'wrong_format', detail: { zh: '格式不正确。', en: 'This has the wrong format.' } }),
}

const otherwise = { code: 'invalid', detail: { zh: '内容不正确。', en: 'This is invalid.' } }

// These only wrap the faults that stand beside them.
const wrappers = new Set(['anyOf', 'oneOf', 'if', 'allOf', 'not', 'discriminator'])

/** How many faults one answer tells: enough for anyone to mend. A body made of faults must not make a larger answer. */
export const mostFaults = 100

/** The faults of a schema validation, each at its field. One field gets one fault. */
export function schemaFaults (validation: readonly FastifySchemaValidationError[]): FieldFault[] {
  const faults = new Map<string, FieldFault>()
  const plain = validation.filter(({ keyword }) => !wrappers.has(keyword))
  for (const error of plain.length > 0 ? plain : validation) {
    if (faults.size === mostFaults) break
    const pointer = pointerOf(error)
    if (!faults.has(pointer)) faults.set(pointer, { pointer, ...(words[error.keyword]?.(error.params) ?? otherwise) })
  }
  return [...faults.values()]
}

function pointerOf ({ instancePath, params }: FastifySchemaValidationError): string {
  const property = params['missingProperty'] ?? params['additionalProperty']
  return typeof property === 'string' ? `${instancePath}/${escapePointer(property)}` : instancePath
}

/** One step of a JSON pointer (RFC 6901). */
export function escapePointer (property: string): string {
  return property.replaceAll('~', '~0').replaceAll('/', '~1')
}
