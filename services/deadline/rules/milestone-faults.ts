import { fault, type FieldFault } from '@lightwell/http/refusal'

const repeated = fault('repeated', '代码不得重复。', 'Each code may stand here only once.')

/** What is wrong with the milestones of an agency beside their shape, which may be any. */
export function milestoneFaults (milestones: unknown): FieldFault[] {
  if (!Array.isArray(milestones)) return []
  const codes = milestones.map((one: unknown) => (one as { code?: unknown } | null)?.code)
  return codes.flatMap((code, at) =>
    typeof code === 'string' && codes.indexOf(code) < at ? [repeated(`/milestones/${at}/code`)] : [])
}
