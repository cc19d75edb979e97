import type { IAspect } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';

/**
 * Stops everything that could write, in every stack: no function runs (sign-in has one too, which writes who somebody is), queues and
 * streams keep what they hold, the clock stands. For the time in which data are restored; the next deployment without it opens again.
 */
export const pause: IAspect = {
  visit(node: IConstruct): void {
    if (node instanceof CfnFunction) node.reservedConcurrentExecutions = 0;
    if (node instanceof CfnEventSourceMapping) node.enabled = false;
    if (node instanceof CfnRule) node.state = 'DISABLED';
  },
};
