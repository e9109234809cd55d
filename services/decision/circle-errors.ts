import { fault, refusal } from '@lightwell/http/refusal'

/** What is refused about the circle of a restricted record. */
export const errors = {
  outsideCircle: refusal(403, 'outside_circle', '此信息限定知悉范围，您不在范围之内。',
    'This record is kept to a circle of people, and you are not of it.'),
  notRestricted: refusal(409, 'not_restricted', '此信息没有限定知悉范围。', 'This record is not kept to a circle of people.'),
  inCircleAlready: refusal(409, 'in_circle_already', '此人已在知悉范围之内。', 'This person is of the circle already.'),
} as const

/** What can be wrong with one field of it, apart from what its schema says. */
export const faults = {
  noReader: fault('no_reader', '此人在该机关没有可以查看信息内容的岗位。', 'This person holds no post of the agency that lets anyone see contents.'),
  ownCircle: fault('own_circle', '不得自行列入知悉范围。', 'Nobody adds himself to a circle.'),
} as const
