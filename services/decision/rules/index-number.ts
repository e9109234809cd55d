/** The index number of an entry of the catalogue (索引号): agency, year and its count in the series. */
export function indexNumber ({ agencyCode, year, count }: { agencyCode: string, year: number, count: number }): string {
  return `${agencyCode}-${year}-${String(count).padStart(5, '0')}`
}
