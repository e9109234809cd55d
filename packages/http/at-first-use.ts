/**
 * A function that is made when it is first called. Of some hundred routes a process uses few at once: compiling the schemas
 * of all would be most of the time that it takes to start.
 */
export function atFirstUse<Input extends unknown[], Output> (make: () => (...input: Input) => Output): (...input: Input) => Output {
  let made: ((...input: Input) => Output) | undefined
  return (...input) => {
    made ??= make()
    return made(...input)
  }
}
