import { Type, type TSchema } from '@sinclair/typebox'

/** A value of a view that may be missing, and is then told as null. */
export function nullable<Schema extends TSchema> (schema: Schema) {
  return Type.Union([schema, Type.Null()])
}
