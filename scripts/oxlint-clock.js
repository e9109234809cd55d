// A rule for oxlint, which has none of its own for this: a constructor of the current time is a clock read in disguise.
const message = 'Reads the clock. Take the time from the Clock that is passed in; services/clock.ts alone reads it.'

const noClockRead = {
  create (context) {
    const check = (node) => {
      const isDate = node.callee.type === 'Identifier' && node.callee.name === 'Date'
      const reads = node.type === 'CallExpression' || node.arguments.length === 0
      if (isDate && reads) context.report({ node, message })
    }
    return { NewExpression: check, CallExpression: check }
  },
}

// oxlint takes a plugin from the default export only.
export default { meta: { name: 'clock' }, rules: { 'no-clock-read': noClockRead } }
