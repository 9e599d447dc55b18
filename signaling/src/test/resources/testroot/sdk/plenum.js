export const joinRoom = 1;
