import type { FastifyInstance } from 'fastify'
import { errors } from './errors.ts'
import { escapePointer } from './faults.ts'
import { fault, invalid, type Refusal } from './refusal.ts'
import { holdsControls } from './strict-json.ts'

const controlCharacter = fault('control_character', '含有不允许的控制字符。',
  'This contains a control character that is not allowed.')

/**
 * Makes an app read addresses as strictly as bodies: a control character, which the database would refuse, is a fault of
 * the query where it stands, and a path that holds one names nothing.
 */
export function readStrictAddress (app: FastifyInstance): void {
  app.addHook('preValidation', ({ is404, params, query }, _reply, done) => {
    done(is404 ? undefined : refusalOf(params, query))
  })
}

function refusalOf (params: unknown, query: unknown): Refusal | undefined {
  if (fieldsWithControls(params).length > 0) return errors.notFound()
  const faults = fieldsWithControls(query).map((name) => controlCharacter(`/${escapePointer(name)}`))
  return faults.length > 0 ? invalid(faults) : undefined
}

function fieldsWithControls (part: unknown): string[] {
  return Object.entries((part ?? {}) as Record<string, unknown>)
    .filter(([, value]) => [value].flat().some((one) => typeof one === 'string' && holdsControls(one)))
    .map(([name]) => name)
}
