import type { Room } from '@lightwell/http/room'

/** What a start prints: where things are, and the first commands to try. */
export function greeting (address: string, rooms: readonly Room[]): string {
  const all = rooms.length === 4
  return `
Lightwell is open: ${rooms.map((room) => room.name).join(', ')}

  API        ${address}/v1
  Contract   ${address}/openapi.json
  Docs       ${address}/docs
${rooms.some((room) => room.name === 'oversight') ? `  GraphQL    ${address}/graphql\n` : ''}
A first question, without a token:

  curl -s ${address}/v1/working-days -H 'content-type: application/json' \\
    -d '{"start":"2026-09-24","unit":"working_days","n":5,"calendar":"CN"}'

A staff token for 12 hours:        npm run -s token -- xm.officer
The sample portal's key:           npm run -s token -- portal
${all ? 'Ten requests from end to end:      npm run demo\n' : ''}`
}
