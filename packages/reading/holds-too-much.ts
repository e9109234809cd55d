import type { Worker } from 'node:worker_threads'

/**
 * Whether a thread holds more than so many bytes. The limit of a thread's heap does not count its buffers; Node tells of them
 * from version 24 on.
 */
export async function holdsTooMuch (worker: Worker, memoryBytes: number): Promise<boolean> {
  if (!('getHeapStatistics' in worker)) return false
  try {
    const { external_memory: buffers, total_heap_size: heap } = await worker.getHeapStatistics()
    return buffers + heap > memoryBytes
  } catch {
    // It has ended.
    return false
  }
}
