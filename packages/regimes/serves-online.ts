/**
 * Whether an answer reaches the applicant when it is made available to his token (条例第四十条: in the form he asked for).
 * Paper and disc, however sent, fax and collection in person wait until somebody records that they reached him.
 */
export function servesOnline (
  { deliveryFormat, deliveryMethod }: { deliveryFormat: string, deliveryMethod: string },
): boolean {
  return deliveryFormat === 'electronic' && (deliveryMethod === 'online' || deliveryMethod === 'email')
}
