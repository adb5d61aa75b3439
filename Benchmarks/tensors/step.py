"""Times the training step of a small convolutional network in Python: the peer of TensorExercise."""

import argparse
import time

import torch
import torch.nn.functional as F

parser = argparse.ArgumentParser()
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--steps", type=int, default=100)
parser.add_argument("--batch", type=int, default=64)
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(1)

network = torch.nn.Sequential(
    torch.nn.Conv2d(1, 16, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
    torch.nn.Conv2d(16, 32, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
    torch.nn.Flatten(), torch.nn.Linear(32 * 49, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10),
)
optimiser = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)
images = torch.randn(options.batch, 1, 28, 28)
labels = torch.randint(0, 10, (options.batch,))


def step():
    optimiser.zero_grad(set_to_none=True)
    F.cross_entropy(network(images), labels).backward()
    optimiser.step()


for _ in range(20):
    step()
for _ in range(options.rounds):
    start = time.perf_counter()
    for _ in range(options.steps):
        step()
    print((time.perf_counter() - start) / options.steps * 1e6)
