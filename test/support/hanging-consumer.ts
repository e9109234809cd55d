// A consumer that has its effect and then never ends: a test kills it in the middle.
import { v7 as uuidv7 } from 'uuid'
import { deliverDue } from '@lightwell/events/deliver'
import { incidents } from '@lightwell/schema/tables/oversight'
import { openDeps } from './events.ts'

const { deps } = await openDeps({ teardown: () => {} }, 'oversight', process.argv[2])
await deliverDue(deps, 'oversight', {
  async 'lightwell.record.scanned.v1' (_deps, tx, event) {
    const now = new Date('2026-03-02T01:00:00Z')
    await tx.insert(incidents).values({
      id: uuidv7(), kind: 'secret_mark_found', caseId: event.subject, recordId: event.data.recordId, agencyCode: 'XM',
      openedAt: now, reportBy: new Date(now.getTime() + 86_400_000),
    })
    process.stdout.write('handling\n')
    await new Promise(() => {})
  },
})
