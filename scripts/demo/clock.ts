import { byStaff, type Case, type Desk } from './desk.ts'

type Extension = { id: string, newDueOn: string | null, noticeNumber: string | null }

/** The officer asks to use the longer limit, for an objective cause. */
export async function askExtension (desk: Desk, { id, agency }: Case, reason: string): Promise<string> {
  const extension = await desk.step<Extension>({
    ...byStaff(agency, 'officer'), does: 'asks for the longer limit', expect: 201,
    method: 'POST', path: `/v1/deadlines/${id}/extensions`, body: { reason },
  }, () => reason)
  return extension.id
}

/** The head approves it: the due day moves, and a notice tells the applicant why. */
export async function approveExtension (desk: Desk, { agency }: Case, extensionId: string): Promise<void> {
  await desk.step<Extension>({
    ...byStaff(agency, 'head'), does: 'approves the extension', expect: 200,
    method: 'POST', path: `/v1/extensions/${extensionId}/approval`, body: {},
  }, ({ newDueOn, noticeNumber }) => `due ${newDueOn}, notice ${noticeNumber}`)
}

/** The head rejects it: the due day stays. */
export async function rejectExtension (
  desk: Desk, { agency }: Case, extensionId: string, reason: string,
): Promise<void> {
  await desk.step<Extension>({
    ...byStaff(agency, 'head'), does: 'rejects the extension', expect: 200,
    method: 'POST', path: `/v1/extensions/${extensionId}/rejection`, body: { reason },
  }, () => reason)
}
