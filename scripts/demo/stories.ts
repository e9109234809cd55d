import { bicycleStations } from './stories/bicycle-stations.ts'
import { careHomeContract } from './stories/care-home-contract.ts'
import { dyeingProcess } from './stories/dyeing-process.ts'
import { farmlandFunds } from './stories/farmland-funds.ts'
import { grainReserveSites } from './stories/grain-reserve-sites.ts'
import { millRestructuring } from './stories/mill-restructuring.ts'
import { poorReliefList } from './stories/poor-relief-list.ts'
import { roadProjects } from './stories/road-projects.ts'
import { schoolBusSubsidy } from './stories/school-bus-subsidy.ts'
import { serviceHallMove } from './stories/service-hall-move.ts'
import type { Story } from './story.ts'

/** The ten requests, in the order in which they are told. */
export const stories: readonly Story[] = [
  farmlandFunds, poorReliefList, dyeingProcess, roadProjects, millRestructuring,
  careHomeContract, schoolBusSubsidy, grainReserveSites, serviceHallMove, bicycleStations,
]
