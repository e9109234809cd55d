import * as common from './tables/common.ts'
import * as deadline from './tables/deadline.ts'
import * as deadlineCalendars from './tables/deadline-calendars.ts'
import * as deadlineTerms from './tables/deadline-terms.ts'
import * as decision from './tables/decision.ts'
import * as intake from './tables/intake.ts'
import * as intakeParties from './tables/intake-parties.ts'
import * as intakeSteps from './tables/intake-steps.ts'
import * as oversight from './tables/oversight.ts'

/** All tables of the shared schema, for Drizzle. */
export const tables = {
  ...common, ...intake, ...intakeParties, ...intakeSteps, ...deadline, ...deadlineCalendars, ...deadlineTerms, ...decision,
  ...oversight,
}
