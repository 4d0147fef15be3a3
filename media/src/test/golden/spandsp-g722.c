/* Codes a file with spandsp's G.722: spandsp-g722 encode|decode IN OUT */
#include <spandsp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define MAX_SAMPLES 160000

static int16_t samples[MAX_SAMPLES];
static uint8_t bytes[MAX_SAMPLES / 2];

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: %s encode|decode IN OUT\n", argv[0]);
    return 2;
  }
  FILE *in = fopen(argv[2], "rb");
  FILE *out = fopen(argv[3], "wb");
  if (in == NULL || out == NULL) {
    perror("open");
    return 1;
  }
  if (strcmp(argv[1], "encode") == 0) {
    int count = (int)fread(samples, 2, MAX_SAMPLES, in);
    g722_encode_state_t *state = g722_encode_init(NULL, 64000, 0);
    fwrite(bytes, 1, g722_encode(state, bytes, samples, count), out);
    g722_encode_free(state);
  } else {
    int count = (int)fread(bytes, 1, sizeof bytes, in);
    g722_decode_state_t *state = g722_decode_init(NULL, 64000, 0);
    fwrite(samples, 2, g722_decode(state, samples, bytes, count), out);
    g722_decode_free(state);
  }
  fclose(in);
  return fclose(out) == 0 ? 0 : 1;
}
