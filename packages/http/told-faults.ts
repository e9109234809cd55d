import type { FieldFault } from './refusal.ts'

/** The faults of schema and rules together. A field that the schema refuses already has its fault. */
export function toldFaults (schemaFaults: readonly FieldFault[], ruled: readonly FieldFault[]): FieldFault[] {
  return [...schemaFaults, ...ruled.filter(({ pointer }) =>
    !schemaFaults.some((told) => pointer === told.pointer || pointer.startsWith(`${told.pointer}/`)))]
}
