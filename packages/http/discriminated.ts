import { Type, type Static, type TObject } from '@sinclair/typebox'

/**
 * One of several kinds of object, told apart by the word in one field. Unlike a plain union it has one fault for each
 * field that is wrong, those of the kind that was meant; a word that names no kind has a single fault of its own.
 */
export function discriminated<Kind extends TObject> (field: string, kinds: readonly Kind[]) {
  return Type.Unsafe<Static<Kind>>({
    type: 'object',
    properties: { [field]: { type: 'string', enum: kinds.map((kind) => kind.properties[field]?.['const'] as unknown) } },
    required: [field],
    discriminator: { propertyName: field },
    oneOf: kinds,
  })
}
