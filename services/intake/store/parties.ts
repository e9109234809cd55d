import type { Transaction } from '@lightwell/database/connect'
import { identityProofs, requestParties } from '@lightwell/schema/tables/intake-parties'
import { corrections } from '@lightwell/schema/tables/intake-steps'

/** Keeps who stands beside an applicant. */
export async function insertParties (tx: Transaction, rows: (typeof requestParties.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(requestParties).values(rows)
}

/** Keeps how somebody saw that an applicant is who he says. */
export async function insertProof (tx: Transaction, row: typeof identityProofs.$inferInsert): Promise<void> {
  await tx.insert(identityProofs).values(row)
}

/** Keeps what a request to correct a record says is wrong with it. */
export async function insertClaim (tx: Transaction, row: typeof corrections.$inferInsert): Promise<void> {
  await tx.insert(corrections).values(row)
}
