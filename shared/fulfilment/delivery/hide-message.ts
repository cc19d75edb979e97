/** Answers of SQS for a message that is visible again, taken by somebody else, or gone. */
const notHidden = new Set([
  'MessageNotInflight',
  'ReceiptHandleIsInvalid',
  'InvalidParameterValue',
  'InvalidParameterValueException',
  'AWS.SimpleQueueService.MessageNotInflight',
]);

/** Changes a message's visibility, and does nothing about one that is not hidden any more: it comes by itself. */
export const hideMessage =
  (hide: (receiptHandle: string, seconds: number) => Promise<void>) =>
  async (receiptHandle: string, seconds: number): Promise<void> => {
    try {
      await hide(receiptHandle, seconds);
    } catch (error) {
      if (!(error instanceof Error) || !notHidden.has(error.name)) throw error;
    }
  };
