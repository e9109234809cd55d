import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'
import { atFirstUse } from './at-first-use.ts'

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>

/** Compiles what writes the answers of a route when it answers for the first time. */
export const buildSerializer: NonNullable<Compilers['buildSerializer']> = (schemas, options) => {
  const compile = SerializerSelector()(schemas, options)
  return (route) => atFirstUse(() => compile(route))
}
