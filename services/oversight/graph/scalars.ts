import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { parseDay } from '@lightwell/calendar/day'
import { parseInstant } from '@lightwell/calendar/zoned'

/** A day, `YYYY-MM-DD`. It is never an instant. */
export const DateScalar = textScalar('Date', parseDay, (value) => String(value))

/** An instant; a JS Date in code, RFC 3339 in JSON. */
export const DateTimeScalar = textScalar('DateTime', parseInstant, (value) => (value as Date).toISOString())

function textScalar<T> (
  name: string, parse: (text: string) => T | undefined, serialize: (value: unknown) => string,
): GraphQLScalarType {
  function read (value: unknown): T {
    const parsed = typeof value === 'string' ? parse(value) : undefined
    if (parsed === undefined) throw new GraphQLError(`This is not a ${name}.`)
    return parsed
  }
  return new GraphQLScalarType({
    name, serialize, parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : undefined),
  })
}
