import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import type { Paper } from '@lightwell/documents/paper'
import { secretForm, type SecretFormEntry } from '@lightwell/documents/secret-form'
import type { Language } from '@lightwell/regimes/citation'
import { findAuthority } from './store/classification-authorities.ts'
import { listNames } from './store/people.ts'
import { findPublisher } from './store/publishers.ts'
import { listCarriersOf, listEntriesOf, type ListedSecret, type SecretEntry } from './store/registered-secrets.ts'
import { findSecretList } from './store/secret-lists.ts'

const mostEntries = 100

/** Loads what the form of a registered secret says, and gives what writes it under its number; `agencyCode` is the one that files it. */
export async function renderSecretForm (
  db: Reader, { secret, listVersion }: ListedSecret, { language, filedOn, agencyCode }: { language: Language, filedOn: Day, agencyCode: string },
): Promise<(number: string) => Paper> {
  const { id, number: registerNumber, description, section, circle, position } = secret
  const [agency, list] = [await findPublisher(db, agencyCode), await findSecretList(db, secret.agencyCode, listVersion)]
  const matter = list?.matters[position - 1]
  if (agency === undefined || list === undefined || matter === undefined) throw new Error(`The secret ${id} stands under no list`)
  const entries = await entriesOf(db, id)
  const carriers = (await listCarriersOf(db, id)).map(({ number }) => number)
  return (number) => secretForm({
    language, agency: { zh: agency.nameZh, en: agency.nameEn }, number, issuedOn: filedOn, registerNumber, description, section, circle,
    listLine: { document: list.document, version: listVersion, position, matter: matter.matter }, carriers, entries,
  })
}

async function entriesOf (db: Reader, secretId: string): Promise<SecretFormEntry[]> {
  const entries = await listEntriesOf(db, secretId, 0, mostEntries)
  const names = await listNames(db, entries.flatMap(({ classifierId }) => classifierId ?? []))
  return await Promise.all(entries.map(async (entry) => await formEntry(db, entry, names)))
}

async function formEntry (db: Reader, entry: SecretEntry, names: ReadonlyMap<string, string>): Promise<SecretFormEntry> {
  const { act, level, secretUntil, secretCondition, madeOn, authorityId, classifierId, designation, document, ground, provision } = entry
  const authority = authorityId === null ? undefined : await findAuthority(db, authorityId)
  return {
    act, level, until: secretUntil as Day | null ?? undefined, condition: secretCondition ?? undefined, on: madeOn as Day,
    classifier: classifierId === null ? undefined : names.get(classifierId), authority: authority?.document,
    documents: [designation, document].filter((one) => one !== null), ground, provision: provision ?? undefined,
  }
}
