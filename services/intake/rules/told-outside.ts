import type { CaseView } from '../case-view.ts'

/**
 * A case as those outside the agency are told of it: what is asked, proposed or reviewed in the agency is its own affair
 * until it is granted or issued, so that no word of it shows in who acts next either.
 */
export function toldOutside (view: CaseView): CaseView {
  const { extension, decision, fee, correction, reasons, notices } = view
  return {
    ...view,
    extension: extension?.state === 'approved' ? extension : undefined,
    decision: decision?.state === 'issued' ? decision : undefined,
    reviewDue: false,
    sectionDueOn: null,
    notices: notices.filter(({ consultationId }) => consultationId === null),
    consultations: [],
    reasons: reasons && { ...reasons, finding: null, basis: '' },
    fee: fee?.state === 'proposed' || fee?.state === 'rejected' ? undefined : fee,
    correction: correction?.state === 'issued' ? correction : undefined,
  }
}
