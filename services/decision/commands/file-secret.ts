import { v7 as uuidv7 } from 'uuid'
import { yearOf } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { holdSecret } from '../hold-secret.ts'
import { issueHousePaper } from '../issue-house-paper.ts'
import { renderSecretForm } from '../render-secret-form.ts'
import { errors } from '../secret-errors.ts'
import { findSecretFiling, insertSecretFiling, type ListedSecretFiling } from '../store/secret-filings.ts'

export type FileSecret = { secretId: string, language: 'zh-CN' | 'en', ifMatch: string | undefined }

/** Makes the form 《国家秘密事项备案表》 of a registered secret as it stands, and files it: once for each of its entries. */
export async function fileSecret (
  deps: Deps, tx: Transaction, caller: Caller, { secretId, language, ifMatch }: FileSecret,
): Promise<ListedSecretFiling> {
  const { staff, head, keeper: agencyCode, ...listed } = await holdSecret(tx, caller, { id: secretId, ifMatch })
  if (listed.isFiled) throw errors.secretFiled()
  const { standing, zone } = listed
  const at = deps.clock.now()
  const filedOn = dayIn(at, zone)
  const id = uuidv7()
  const paper = await issueHousePaper(tx, {
    caseId: secretId, agencyCode, kind: 'secret_filing', subjectId: id, issuedAt: at, year: yearOf(filedOn),
    write: await renderSecretForm(tx, listed, { language, filedOn, agencyCode }), refuse: errors.filingNotClean,
  })
  await insertSecretFiling(tx, {
    id, secretId, entryId: standing.id, agencyCode, paperId: paper.id, filedBy: staff.personId, filedAt: at,
    secrecyReceivedBy: null, secrecyReceivedAt: null, officeReceivedBy: null, officeReceivedAt: null,
  })
  await append(tx, head, {
    type: 'lightwell.secret.filed.v1', room: 'decision', actor: actorOf(caller), at,
    data: { secretId, filingId: id, paperSha256: paper.sha256 },
  })
  return await findSecretFiling(tx, id) as ListedSecretFiling
}
