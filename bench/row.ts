/** One measured figure; `ok` tells whether it meets its `aim`. */
export type Row = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly aim?: string
  readonly ok?: boolean
}
