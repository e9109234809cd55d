import type { FastifyInstance, FastifyRequest } from 'fastify'
import { visit, type ParseOptions } from 'jsonc-parser'
import { errors } from './errors.ts'
import { escapePointer } from './faults.ts'
import { Refusal, type FieldFault, type Text } from './refusal.ts'

const deepest = 32
const plainJson: ParseOptions = { disallowComments: true, allowTrailingComma: false }

const details: Record<string, Text> = {
  duplicate_key: { zh: '同一名称出现两次。', en: 'This name appears twice.' },
  digits_would_be_lost: { zh: '此数字无法精确保存。', en: 'This number cannot be kept exactly.' },
  control_character: { zh: '含有不允许的控制字符。', en: 'This contains a control character that is not allowed.' },
  lone_surrogate: { zh: '含有不成对的代理字符。', en: 'This contains half of a surrogate pair.' },
  too_deep: { zh: '嵌套过深。', en: 'This is nested too deeply.' },
}

// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Whether a text holds what PostgreSQL would refuse or change, or nobody can have meant: NUL and other C0 controls. */
export function holdsControls (text: string): boolean {
  return controls.test(text)
}

/**
 * Makes an app read JSON strictly: UTF-8 only and valid, no duplicate names, no number that would change, no text that
 * the database would change. What a citizen sent is stored as it was sent, or refused; nothing is altered in silence.
 */
export function readStrictJson (app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    done(null, readBody(request, body))
  })
}

function readBody ({ headers }: FastifyRequest, body: Buffer): unknown {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw errors.unsupportedMediaType()
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) throw errors.unsupportedEncoding()
  return parseStrictJson(body)
}

/** Parses JSON bytes. Throws a Refusal of status 400 that lists every fault with its pointer. */
export function parseStrictJson (body: Buffer): unknown {
  const text = decode(body)
  if (isPlain(text)) {
    const value = parse(text)
    if (countNames(value) === countNamesIn(text)) return value
  }
  const faults = faultsOf(text)
  const value = parse(text)
  if (faults.length > 0) throw unreadable(faults)
  return value
}

/**
 * Whether a text can have no other fault than a name that appears twice: nothing is escaped, no number is so long or so
 * written that digits could be lost, and it opens no more brackets than may be nested. Most bodies are so, and are not
 * walked a second time.
 */
function isPlain (text: string): boolean {
  return !/[\\\u007f]|\d{16}|\d[.eE]/.test(text) && (text.match(/[[{]/g)?.length ?? 0) <= deepest
}

/** What stands in a text as a name does; a string that begins with a colon looks like one too, so never too few. */
function countNamesIn (text: string): number {
  return text.match(/"\s*:/g)?.length ?? 0
}

/** How many names a value has, each object's counted once. */
function countNames (value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const parts = Object.values(value)
  return parts.reduce<number>((sum, part) => sum + countNames(part), Array.isArray(value) ? 0 : parts.length)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode (body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    throw new Refusal(400, 'invalid_utf8', { zh: '请求体不是有效的 UTF-8。', en: 'The body is not valid UTF-8.' })
  }
}

function parse (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'invalid_json', { zh: '请求体不是有效的 JSON。', en: 'The body is not valid JSON.' })
  }
}

function unreadable (faults: readonly FieldFault[]): Refusal {
  const { code, detail } = faults[0] as FieldFault
  return new Refusal(400, code, detail, { faults })
}

function faultsOf (text: string): FieldFault[] {
  const faults: FieldFault[] = []
  const names: Set<string>[] = []
  let depth = 0
  function add (pointer: string, code: string): void {
    if (faults.length < 100) faults.push({ pointer, code, detail: details[code] as Text })
  }
  function enter (path: readonly (string | number)[]): void {
    depth += 1
    if (depth > deepest) throw unreadable([{ pointer: pointerOf(path), code: 'too_deep', detail: details['too_deep'] as Text }])
  }
  visit(text, {
    onObjectBegin (_offset, _length, _line, _character, path) {
      enter(path())
      names.push(new Set())
    },
    onObjectEnd () {
      depth -= 1
      names.pop()
    },
    onArrayBegin: (_offset, _length, _line, _character, path) => enter(path()),
    onArrayEnd () {
      depth -= 1
    },
    onObjectProperty (name, _offset, _length, _line, _character, path) {
      const pointer = pointerOf([...path(), name])
      if (names.at(-1)?.has(name)) add(pointer, 'duplicate_key')
      names.at(-1)?.add(name)
      checkText(name, () => pointer)
    },
    onLiteralValue (value, offset, length, _line, _character, path) {
      if (typeof value === 'string') checkText(value, () => pointerOf(path()))
      if (typeof value === 'number' && !isKeptExactly(text.slice(offset, offset + length))) {
        add(pointerOf(path()), 'digits_would_be_lost')
      }
    },
  }, plainJson)
  function checkText (value: string, pointer: () => string): void {
    if (holdsControls(value)) add(pointer(), 'control_character')
    if (!value.isWellFormed()) add(pointer(), 'lone_surrogate')
  }
  return faults
}

function pointerOf (path: readonly (string | number)[]): string {
  return path.map((step) => `/${escapePointer(String(step))}`).join('')
}

/** Whether a JSON number literal and the double made of it denote the same decimal digits. */
export function isKeptExactly (literal: string): boolean {
  const value = Number(literal)
  return Number.isFinite(value) && digitsOf(literal) === digitsOf(String(value))
}

/** Sign, significant digits and exponent of a decimal literal, in one spelling. */
function digitsOf (literal: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(literal) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}
