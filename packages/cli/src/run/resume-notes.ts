import type { ResumePlan, RunReason, RunRecord } from '@kedro-ts/project';
import { unreachable } from '@kedro-ts/runner';
import { formatTime } from '../render/format-time.js';

/** What the user is told when a run is resumed. */
export const resumeNotes = {
  /** Which run it is. */
  beginning({ header, status }: RunRecord): string {
    const ended = status === 'killed' || status === 'cancelled' ? `was ${status}` : status;
    return `Resuming the run ${header.runId} of ${formatTime(header.time)}, which ${ended}.`;
  },

  /** Why nodes run again that had finished, one a line. */
  repeated({ repeated }: ResumePlan): string[] {
    return repeated.map(({ node, reason }) => `again   ${node}: ${textOf(reason)}`);
  },
};

function textOf(reason: RunReason): string {
  switch (reason.kind) {
    case 'unfinished':
      return 'it had not finished';
    case 'unknown':
      return 'what it rested on was not noted, or cannot be told';
    case 'code':
      return 'its code has changed';
    case 'wiring':
      return 'its inputs or outputs, or their catalog entries, have changed';
    case 'parameter':
      return `${reason.parameter} ${reason.parameter === 'parameters' ? 'have' : 'has'} changed`;
    case 'input':
    case 'output':
      return `its ${reason.kind} ${reason.dataset} ${CHANGES[reason.change]}`;
    case 'follows':
      return `${reason.node} runs again, which makes ${reason.dataset}`;
    case 'needed':
      return `${reason.by} needs ${reason.dataset}, which was in memory only`;
    default:
      return unreachable(reason);
  }
}

const CHANGES = {
  changed: 'has changed',
  gone: 'is gone',
  unknown: 'cannot be checked',
} as const;
